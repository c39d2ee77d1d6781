// That gateway writes to the headers of answers that it fetched, which today's Node does not allow. Each answer gets a copy that may be written to.
const { get } = Object.getOwnPropertyDescriptor(Response.prototype, 'headers');
const copies = new WeakMap();
Object.defineProperty(Response.prototype, 'headers', {
    configurable: true,
    enumerable: true,
    get() {
        if (!copies.has(this)) copies.set(this, new Headers(get.call(this)));
        return copies.get(this);
    },
});
