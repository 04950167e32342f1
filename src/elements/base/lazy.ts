/** Whether the parts of the widget come in files of their own, which may fail to come. The build of the classic script says no. */
export const LAZY: boolean = true;
