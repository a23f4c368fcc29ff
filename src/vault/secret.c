/* Random bytes and keyed fingerprints, by libsodium. */
#include "homeward/vault.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

void vault_random(unsigned char *out, size_t len) {
    if (sodium_init() < 0)
        abort(); /* no source of randomness: nothing that follows could be trusted */
    randombytes_buf(out, len);
}

void vault_mac(const unsigned char *key, size_t key_len, const void *data, size_t len,
               char out[MAC_TEXT]) {
    unsigned char hash[(MAC_TEXT - 1) / 2];

    crypto_generichash(hash, sizeof hash, data, len, key, key_len);
    sodium_bin2hex(out, MAC_TEXT, hash, sizeof hash);
}

bool vault_same(const char *a, const char *b) {
    size_t len = strlen(a);

    return strlen(b) == len && sodium_memcmp(a, b, len) == 0;
}
