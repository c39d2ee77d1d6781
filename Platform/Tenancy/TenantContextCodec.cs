using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Caching;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Tenancy;

/// <summary>
/// Signs and verifies the tenant context: <c>base64url(JSON) "." base64url(signature)</c>. What is for several readers has ES256 over the
/// encoded text, as in JWS (RFC 7515), with a key of the signing module; a call, which is for one module, has a <see cref="ContextSeal"/>
/// instead. <see cref="SigningRights"/> says what a module may sign, in either form.
/// What was found genuine is remembered by its whole text, so that a repeated envelope costs no second look at its signature.
/// </summary>
public sealed class TenantContextCodec
{
    private const int Version = 2;
    private const int SealedVersion = 3;
    private const int MaximumLength = 4096;
    private const int Remembered = 4096;
    // 64 octets in base64url without padding.
    private const int SignatureText = 86;
    // 32 octets.
    private const int SealText = 43;
    private readonly ContextKeyRing _keys;
    private readonly ContextSeal _seal = new();
    private readonly bool _sealsCalls;
    private readonly ExpiringCache<string, VerifiedContext> _verified;
    private readonly long _lifetime;
    private readonly long _skew;
    private readonly TimeProvider _time;

    /// <summary>Creates the codec of <paramref name="module"/> from validated options.</summary>
    public TenantContextCodec(IOptions<TenancyOptions> options, Module module, TimeProvider time)
    {
        var failures = new List<string>();
        _keys = ContextKeyRing.Read(options.Value, module, failures) ?? throw new ArgumentException(string.Join(' ', failures), nameof(options));
        _sealsCalls = options.Value.SealsCalls;
        _lifetime = (long)options.Value.RequestLifetime.TotalSeconds;
        _skew = (long)options.Value.ClockSkew.TotalSeconds;
        _verified = new ExpiringCache<string, VerifiedContext>(Remembered, time);
        _time = time;
    }

    /// <summary>The audience of the calls that this module makes.</summary>
    public string CallsAs => SigningRights.CallsAs(_keys.Signer.Issuer);

    /// <summary>Whether this module may sign <paramref name="context"/> for <paramref name="audience"/>.</summary>
    public bool MaySign(TenantContext context, string audience) => SigningRights.Allow(_keys.Signer.Issuer, audience, context.ActingRole);

    /// <summary>Signs <paramref name="context"/> for <paramref name="audience"/> with the module's first key.</summary>
    /// <exception cref="InvalidOperationException">This module may not sign that.</exception>
    public string Sign(TenantContext context, string audience)
    {
        var json = Write(context, audience, Version, recipient: null);
        var text = new byte[Base64Url.GetEncodedLength(json.Length) + 1 + SignatureText];
        var length = Base64Url.EncodeToUtf8(json, text);
        Span<byte> signature = stackalloc byte[ContextKey.SignatureLength];
        _keys.Signer.Sign(text.AsSpan(0, length), signature);
        return Join(text, length, signature);
    }

    /// <summary>
    /// The envelope of <paramref name="context"/> for a call to <paramref name="module"/>: sealed for it alone, or signed where no key of it is
    /// known or the settings say so.
    /// </summary>
    /// <exception cref="InvalidOperationException">This module may not sign that.</exception>
    public string ForCall(TenantContext context, string module)
    {
        if (!_sealsCalls || _keys.FindRecipient(module) is not { } recipient)
        {
            return Sign(context, CallsAs);
        }

        var json = Write(context, CallsAs, SealedVersion, recipient);
        var text = new byte[Base64Url.GetEncodedLength(json.Length) + 1 + SealText];
        var length = Base64Url.EncodeToUtf8(json, text);
        Span<byte> seal = stackalloc byte[ContextSeal.Length];
        _seal.Write(_keys.Signer, recipient, text.AsSpan(0, length), seal);
        return Join(text, length, seal);
    }

    /// <summary>
    /// Verifies an envelope. Returns null for anything that is not whole: wrong form, unknown key, wrong signature, more than
    /// the key's module may sign, wrong audience, expired, issued in the future, or without the ids that its role needs.
    /// </summary>
    public TenantContext? Verify(string? envelope, string audience) =>
        Open(envelope) is { } verified && verified.Audience == audience ? verified.Context : null;

    /// <summary>Verifies an envelope that came with a call: a request of the gateway's, or background work of another module's.</summary>
    public TenantContext? VerifyCall(string? envelope) =>
        Open(envelope) is { Audience: ContextAudience.Request or ContextAudience.Background } verified ? verified.Context : null;

    /// <summary>As <see cref="Verify"/>, for every audience, and says who signed.</summary>
    internal VerifiedContext? Open(string? envelope)
    {
        if (envelope is not { Length: > 0 and <= MaximumLength })
        {
            return null;
        }

        if (_verified.TryGet(envelope, out var known))
        {
            return IsInTime(known.Audience, known.IssuedAt, known.ExpiresAt) ? known : null;
        }

        if (Read(envelope) is not { } verified)
        {
            return null;
        }

        _verified.Set(envelope, verified, _time.GetUtcNow().AddSeconds(_lifetime));
        return verified;
    }

    private byte[] Write(TenantContext context, string audience, int version, ContextKey? recipient)
    {
        var signer = _keys.Signer;
        if (!MaySign(context, audience))
        {
            throw new InvalidOperationException($"{signer.Issuer} may not sign the role {context.ActingRole} for the audience {audience}.");
        }

        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var payload = new ContextPayload(version, signer.Id, audience, context.TenantId, context.UserId, context.Role, context.Plan,
            context.Epoch, now, audience == ContextAudience.Event ? 0 : now + _lifetime,
            context.KeyId, context.Quotas.Tenant, context.Quotas.User, context.Quotas.Key, context.IsOperators ? true : null, context.TimeZone, recipient?.Id);
        return JsonSerializer.SerializeToUtf8Bytes(payload, ContextPayloadJson.Default.ContextPayload);
    }

    private static string Join(byte[] text, int length, ReadOnlySpan<byte> signature)
    {
        text[length] = (byte)'.';
        return Encoding.ASCII.GetString(text, 0, length + 1 + Base64Url.EncodeToUtf8(signature, text.AsSpan(length + 1)));
    }

    private VerifiedContext? Read(string envelope)
    {
        if (envelope.IndexOf('.') is not (> 0 and var dot)
            || envelope.Length - dot - 1 is not (SignatureText or SealText)
            || Decode(envelope.AsSpan(0, dot)) is not { } body || Decode(envelope.AsSpan(dot + 1)) is not { } signature)
        {
            return null;
        }

        return Parse(body) is { } payload && _keys.Find(payload.KeyId) is { } key
            && IsGenuine(payload, key, Encoding.ASCII.GetBytes(envelope, 0, dot), signature)
            && SigningRights.Allow(key.Issuer, payload.Audience, payload.SignedRole)
            && IsInTime(payload.Audience, payload.IssuedAt, payload.ExpiresAt) && IsWhole(payload)
            ? new VerifiedContext(TenantContext.Verified(payload), key.Issuer, payload.Audience, payload.IssuedAt, payload.ExpiresAt)
            : null;
    }

    // What one reader could have sealed itself is worth nothing to another one: only calls are sealed, and each for one module.
    private bool IsGenuine(ContextPayload payload, ContextKey key, byte[] text, byte[] signature) => payload.Version switch
    {
        Version => signature.Length == ContextKey.SignatureLength && payload.RecipientKeyId is null && key.Verify(text, signature),
        SealedVersion => signature.Length == ContextSeal.Length && payload.Audience != ContextAudience.Event
            && _keys.FindOwn(payload.RecipientKeyId) is { } own && _seal.IsWhole(key, own, text, signature),
        _ => false,
    };

    private bool IsInTime(string audience, long issuedAt, long expiresAt)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        return issuedAt <= now + _skew && (audience == ContextAudience.Event ? expiresAt == 0 : expiresAt > now - _skew);
    }

    private static bool IsWhole(ContextPayload payload) => payload.Role switch
    {
        TenantRole.TenantAdmin when payload.IsOperators is true => payload.TenantId is { Length: > 0 } && payload.UserId is null,
        _ when payload.IsOperators is not null => false,
        TenantRole.User => payload.TenantId is { Length: > 0 } && payload.UserId is { Length: > 0 },
        TenantRole.TenantAdmin => payload.TenantId is { Length: > 0 },
        TenantRole.Operator or TenantRole.Gateway or TenantRole.Module => payload.TenantId is null,
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
