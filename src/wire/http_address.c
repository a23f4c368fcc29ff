/*
 * Addresses that a stranger's url must not reach: this machine, the office's own network, and
 * everything else that is not the internet's. Asked when a socket is about to connect, so that no
 * spelling and no name server gets around it.
 */
#include "wire/http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>

struct net {
    unsigned char bytes[16];
    int bits;
};

/* The special-purpose registries of RFC 6890 and its updates. */
static const struct net special4[] = {
    {{0}, 8},         {{10}, 8},       {{100, 64}, 10},      {{127}, 8},
    {{169, 254}, 16}, {{172, 16}, 12}, {{192, 0, 0}, 24},    {{192, 0, 2}, 24},
    {{192, 168}, 16}, {{198, 18}, 15}, {{198, 51, 100}, 24}, {{203, 0, 113}, 24},
    {{224}, 4},       {{240}, 4},
};
static const struct net special6[] = {
    {{0x01, 0x00}, 64},             /* discard */
    {{0x20, 0x01, 0x00, 0x00}, 32}, /* Teredo: hides an IPv4 address */
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation */
    {{0xfc}, 7},                    /* private */
    {{0xfe, 0x80}, 10},             /* link-local */
    {{0xfe, 0xc0}, 10},             /* site-local, of old */
    {{0xff}, 8},                    /* multicast */
};
/* IPv6 addresses that stand for an IPv4 address, which begins at this byte. */
static const struct {
    struct net net;
    int at;
} embedded[] = {
    {{{0}, 96}, 12}, /* also :: and ::1 */
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96}, 12},
    {{{0x00, 0x64, 0xff, 0x9b}, 96}, 12},
    {{{0x20, 0x02}, 16}, 2},
};
#define COUNT(table) (sizeof(table) / sizeof *(table))

static bool inside(const unsigned char *address, const struct net *net) {
    int whole = net->bits / 8, rest = net->bits % 8;

    return memcmp(address, net->bytes, (size_t)whole) == 0 &&
           (rest == 0 || (address[whole] ^ net->bytes[whole]) >> (8 - rest) == 0);
}

static bool inside_any(const unsigned char *address, const struct net *nets, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (inside(address, &nets[i]))
            return true;
    return false;
}

bool http_address_public(const struct sockaddr *address) {
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const void *)address;
        return !inside_any((const void *)&in->sin_addr, special4, COUNT(special4));
    }
    if (address->sa_family != AF_INET6)
        return false;
    const struct sockaddr_in6 *in = (const void *)address;
    const unsigned char *bytes = (const void *)&in->sin6_addr;
    for (size_t i = 0; i < COUNT(embedded); i++)
        if (inside(bytes, &embedded[i].net))
            return !inside_any(bytes + embedded[i].at, special4, COUNT(special4));
    return !inside_any(bytes, special6, COUNT(special6));
}

/* ---- the address that the url names ---- */

/* The host to the letter, without brackets; false: there is none, or it is too long. */
static bool host_as_written(const char *url, char *out, size_t cap) {
    const char *host = strstr(url, "://");

    if (!host)
        return false;
    host += 3;
    bool brackets = *host == '[';
    host += brackets;
    size_t n = strcspn(host, brackets ? "]" : ":/?#@");
    if (n == 0 || n >= cap || host[n] == '@')
        return false;
    memcpy(out, host, n);
    out[n] = '\0';
    return true;
}

static bool loopback(const struct sockaddr *address) {
    static const struct net four = {{127}, 8};
    const struct sockaddr_in *in = (const void *)address;
    const struct sockaddr_in6 *in6 = (const void *)address;

    if (address->sa_family == AF_INET)
        return inside((const void *)&in->sin_addr, &four);
    return address->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&in6->sin6_addr);
}

/* Only the one plain form of an address counts: what it is written as when it is printed. */
bool http_address_named(const char *url, const struct sockaddr *address) {
    char host[128], printed[INET6_ADDRSTRLEN];
    const struct sockaddr_in *in = (const void *)address;
    const struct sockaddr_in6 *in6 = (const void *)address;
    bool four = address->sa_family == AF_INET;
    const void *bytes = four ? (const void *)&in->sin_addr : (const void *)&in6->sin6_addr;

    if ((!four && address->sa_family != AF_INET6) || !host_as_written(url, host, sizeof host) ||
        !inet_ntop(address->sa_family, bytes, printed, sizeof printed))
        return false;
    return strcasecmp(host, printed) == 0 ||
           (strcasecmp(host, "localhost") == 0 && loopback(address));
}
