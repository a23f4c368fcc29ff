/* Fingerprints of files, by libsodium. */
#include "homeward/vault.h"

#include "homeward/mem.h"

#include <sodium.h>

struct digest {
    crypto_hash_sha256_state state;
};

struct digest *digest_new(void) {
    struct digest *digest = mem_alloc(sizeof *digest);

    crypto_hash_sha256_init(&digest->state);
    return digest;
}

void digest_add(struct digest *digest, const void *data, size_t len) {
    crypto_hash_sha256_update(&digest->state, data, len);
}

void digest_end(struct digest *digest, char out[DIGEST_TEXT]) {
    unsigned char hash[crypto_hash_sha256_BYTES];

    crypto_hash_sha256_final(&digest->state, hash);
    sodium_bin2hex(out, DIGEST_TEXT, hash, sizeof hash);
    mem_free(digest);
}
