using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Tenancy;

/// <summary>
/// Signs and verifies the tenant context: <c>base64url(JSON) "." base64url(HMAC-SHA256)</c>. The signature covers the
/// encoded text, as in JWS (RFC 7515), and is compared in constant time.
/// </summary>
public sealed class TenantContextCodec
{
    private const int Version = 1;
    private const int MaximumLength = 4096;
    private readonly (string Id, byte[] Secret)[] _keys;
    private readonly TenancyOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Creates the codec from validated options.</summary>
    public TenantContextCodec(IOptions<TenancyOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _keys = [.. _options.SigningKeys.Select(key => key.Split(':', 2)).Select(parts => (parts[0], Encoding.UTF8.GetBytes(parts[1])))];
    }

    /// <summary>Signs <paramref name="context"/> for <paramref name="audience"/> with the first key.</summary>
    public string Sign(TenantContext context, string audience)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var expires = audience == ContextAudience.Background ? 0 : now + (long)_options.RequestLifetime.TotalSeconds;
        var (id, secret) = _keys[0];
        var payload = new ContextPayload(Version, id, audience, context.TenantId, context.UserId, context.Role, context.Plan,
            context.Epoch, now, expires);
        var body = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(payload, ContextPayloadJson.Default.ContextPayload));
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(body), signature);
        return $"{body}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>
    /// Verifies an envelope. Returns null for anything that is not whole: wrong form, unknown key, wrong signature,
    /// wrong audience, expired, issued in the future, or without the ids that its role needs.
    /// </summary>
    public TenantContext? Verify(string? envelope, string audience)
    {
        if (envelope is not { Length: > 0 and <= MaximumLength } || envelope.IndexOf('.') is not (> 0 and var dot))
        {
            return null;
        }

        if (Decode(envelope.AsSpan(0, dot)) is not { } body || Decode(envelope.AsSpan(dot + 1)) is not { } signature)
        {
            return null;
        }

        return Parse(body) is { } payload && HasValidSignature(envelope[..dot], payload.KeyId, signature)
            && payload.Version == Version && payload.Audience == audience && IsInTime(payload) && IsWhole(payload)
            ? new TenantContext(payload.TenantId, payload.UserId, payload.Role, payload.Plan, payload.Epoch)
            : null;
    }

    private bool HasValidSignature(string body, string? keyId, byte[] signature)
    {
        foreach (var (id, secret) in _keys)
        {
            if (id == keyId)
            {
                Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
                HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(body), expected);
                return CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        return false;
    }

    private bool IsInTime(ContextPayload payload)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var skew = (long)_options.ClockSkew.TotalSeconds;
        return payload.IssuedAt <= now + skew
            && (payload.Audience == ContextAudience.Background ? payload.ExpiresAt == 0 : payload.ExpiresAt > now - skew);
    }

    private static bool IsWhole(ContextPayload payload) => payload.Role switch
    {
        TenantRole.User => payload.TenantId is { Length: > 0 } && payload.UserId is { Length: > 0 },
        TenantRole.TenantAdmin => payload.TenantId is { Length: > 0 },
        TenantRole.Operator or TenantRole.Gateway => payload.TenantId is null,
        _ => false,
    };

    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        // The forms that return an array throw for spare bits that are set, even where the text is said to be valid.
        var octets = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return text.Length > 0 && Base64Url.DecodeFromChars(text, octets, out _, out var written) == OperationStatus.Done
            ? octets[..written]
            : null;
    }

    private static ContextPayload? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ContextPayloadJson.Default.ContextPayload);
        }
        catch (JsonException)
        {
            // Anyone can send anything here; a body that is no JSON is one more way to be refused.
            return null;
        }
    }
}
