export async function boarding() {}
