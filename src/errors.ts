/** One fault of one field, as problem+json lists them. `path` is dotted: sessions.0.startsOn. */
export interface FieldFault {
  path: string;
  message: string;
}

/**
 * A fault with a stable code. HTTP renders it as problem+json, the bot and the pages as the plain Chinese of `message`, commands as
 * `code: message`. Expected outcomes (nothing found, place unclear) are values, not errors.
 */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: readonly FieldFault[];

  /** @param message plain Chinese that says what to do; never holds a person's data */
  constructor(code: string, status: number, message: string, fields: readonly FieldFault[] = []) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}

export const notFound = (what: string): AppError =>
  new AppError("not_found", 404, `没有找到这个${what}，可能已经下架或删除。`);
export const notSignedIn = (): AppError => new AppError("not_signed_in", 401, "请先登录，再做这一步。");
export const forbidden = (): AppError => new AppError("forbidden", 403, "您的账号没有权限做这一步。");
export const conflict = (message: string): AppError => new AppError("conflict", 409, message);
export const invalid = (fields: readonly FieldFault[]): AppError =>
  new AppError("invalid", 422, "提交的内容有问题，请按提示修改后再试。", fields);
