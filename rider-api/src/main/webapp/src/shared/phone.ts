/** A Colombian mobile number as +573XXXXXXXXX, however it was typed; undefined when it is none. */
export function colombianMobile(typed: string): string | undefined {
  const digits = typed.replace(/\D/g, '').replace(/^(00)?57(?=3\d{9}$)/, '');
  return /^3\d{9}$/.test(digits) ? `+57${digits}` : undefined;
}

/** +573105550142 as 310 555 0142. */
export function spacedPhone(phone: string): string {
  return phone.replace(/^\+57(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
}
