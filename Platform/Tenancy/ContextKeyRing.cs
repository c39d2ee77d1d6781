using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Tenancy;

/// <summary>The keys of a process: its module's own, and everybody's public ones.</summary>
internal sealed class ContextKeyRing
{
    private const int MostOwn = 2;
    private const int MostTrusted = 32;
    private readonly Dictionary<string, ContextKey> _trusted;
    private readonly Dictionary<string, ContextKey> _own;
    private readonly Dictionary<string, ContextKey> _recipients;

    private ContextKeyRing(List<ContextKey> own, Dictionary<string, ContextKey> trusted, Dictionary<string, ContextKey> recipients)
    {
        Signer = own[0];
        _own = own.ToDictionary(static key => key.Id, StringComparer.Ordinal);
        _trusted = trusted;
        _recipients = recipients;
    }

    /// <summary>The key that signs.</summary>
    public ContextKey Signer { get; }

    /// <summary>The trusted key of that id.</summary>
    public ContextKey? Find(string? id) => id is null ? null : _trusted.GetValueOrDefault(id);

    /// <summary>The private key of the module's own of that id.</summary>
    public ContextKey? FindOwn(string? id) => id is null ? null : _own.GetValueOrDefault(id);

    /// <summary>The key by which a module takes what is sealed for it: the first of its own in the settings; null for a module of which none is known.</summary>
    public ContextKey? FindRecipient(string module) => _recipients.GetValueOrDefault(module);

    /// <summary>Reads settings that were validated at the start.</summary>
    /// <exception cref="ArgumentException">They are wrong all the same; says how.</exception>
    public static ContextKeyRing Of(IOptions<TenancyOptions> options, Module module)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(module);
        var failures = new List<string>();
        return Read(options.Value, module, failures) ?? throw new ArgumentException(string.Join(' ', failures), nameof(options));
    }

    /// <summary>Reads the settings; null where <paramref name="failures"/> says what is wrong with them. No line holds a private key.</summary>
    public static ContextKeyRing? Read(TenancyOptions options, Module module, List<string> failures)
    {
        var before = failures.Count;
        var recipients = new Dictionary<string, ContextKey>(StringComparer.Ordinal);
        var trusted = ReadTrusted(options, recipients, failures);
        var own = ReadOwn(options, module, trusted, failures);
        if (failures.Count == before && !own.Exists(key => key.Id == recipients[module.Name].Id))
        {
            failures.Add($"Tenancy:SigningKeys needs the key \"{recipients[module.Name].Id}\" too: it is the first one of {module.Name} in Tenancy:TrustedKeys, by which others call it.");
        }

        return failures.Count == before ? new ContextKeyRing(own, trusted, recipients) : null;
    }

    private static Dictionary<string, ContextKey> ReadTrusted(TenancyOptions options, Dictionary<string, ContextKey> recipients, List<string> failures)
    {
        var keys = new Dictionary<string, ContextKey>(StringComparer.Ordinal);
        if (options.TrustedKeys.Count > MostTrusted)
        {
            failures.Add($"Tenancy:TrustedKeys has {options.TrustedKeys.Count} keys; {MostTrusted} at most.");
        }

        for (var i = 0; i < options.TrustedKeys.Count; i++)
        {
            if (options.TrustedKeys[i].Split(':') is not [var id, var issuer, var text] || !IsName(id) || !IsName(issuer)
                || ContextKey.TryReadPublic(id, issuer, text) is not { } key)
            {
                failures.Add($"Tenancy:TrustedKeys:{i} must be \"id:issuer:key\", the issuer a module and the key the base64 of a SubjectPublicKeyInfo on the curve P-256.");
            }
            else if (!keys.TryAdd(id, key))
            {
                failures.Add($"Tenancy:TrustedKeys:{i} has the id of another one.");
            }
            else
            {
                recipients.TryAdd(issuer, key);
            }
        }

        if (!keys.Values.Any(static key => key.Issuer == SigningRights.Gateway))
        {
            failures.Add("Tenancy:TrustedKeys needs a key of the gateway (Tenancy:TrustedKeys:0 = \"id:gateway:key\").");
        }

        return keys;
    }

    private static List<ContextKey> ReadOwn(TenancyOptions options, Module module, Dictionary<string, ContextKey> trusted, List<string> failures)
    {
        if (options.SigningKeys.Count is < 1 or > MostOwn)
        {
            failures.Add("Tenancy:SigningKeys needs a key of the module's own, or two during a rotation (Tenancy:SigningKeys:0 = \"id:key\").");
        }

        var keys = new List<ContextKey>();
        for (var i = 0; i < options.SigningKeys.Count; i++)
        {
            if (options.SigningKeys[i].Split(':') is not [var id, var text] || !IsName(id)
                || ContextKey.TryReadPrivate(id, module.Name, text) is not { } key)
            {
                failures.Add($"Tenancy:SigningKeys:{i} must be \"id:key\", the key the base64 of a PKCS#8 private key on the curve P-256.");
            }
            else if (!trusted.TryGetValue(id, out var shown) || shown.Issuer != module.Name || !shown.PublicKey.AsSpan().SequenceEqual(key.PublicKey))
            {
                // Nobody would believe what it signs, or not as this module.
                failures.Add($"Tenancy:SigningKeys:{i} needs its public half in Tenancy:TrustedKeys, under the same id and with the issuer {module.Name}.");
            }
            else if (keys.Exists(other => other.Id == id))
            {
                failures.Add($"Tenancy:SigningKeys:{i} has the id of another one.");
            }
            else
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 32 && text.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
