using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Nanobot.Platform.Core.Names;

/// <summary>
/// The name of something in a store that all tenants share: a key or a channel of Redis. It is made of a kind (<see cref="NameKinds"/>), of the tenant that it belongs to, and of parts, and no two of these make
/// the same name: no part holds what stands between parts. What belongs to no tenant says so, by its kind and that one's reason.
/// </summary>
public readonly record struct StoreName
{
    // Room for nearly every name, so that only the name itself is allocated.
    private const int Usual = 128;

    private static readonly SearchValues<char> OfTenants = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> OfTopics = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
    private static readonly SearchValues<char> BetweenParts = SearchValues.Create(":{}");

    private readonly string? _text;

    private StoreName(string text) => _text = text;

    /// <summary>The name as stores have it.</summary>
    public string Text => _text ?? throw new InvalidOperationException("A name is made of a kind.");

    /// <summary>The name of what a tenant has.</summary>
    /// <exception cref="ArgumentException">The tenant's id is none, or a part holds what stands between parts.</exception>
    public static StoreName OfTenant(TenantKind kind, string tenantId, params ReadOnlySpan<NamePart> parts)
    {
        ArgumentNullException.ThrowIfNull(kind);
        CheckTenant(tenantId);
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[Usual]);
        text.AppendLiteral(kind.Name);
        text.AppendLiteral(kind.IsInOneSlot ? ":{" : ":");
        text.AppendLiteral(tenantId);
        if (kind.IsInOneSlot)
        {
            text.AppendLiteral("}");
        }

        return Of(ref text, kind, parts);
    }

    /// <summary>The name of one part of a thing that a tenant has, all of which lie in one slot.</summary>
    /// <exception cref="ArgumentException">The tenant's id is none, or a part holds what stands between parts.</exception>
    public static StoreName OfThing(ThingKind kind, string tenantId, Guid id, NamePart part)
    {
        ArgumentNullException.ThrowIfNull(kind);
        CheckTenant(tenantId);
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[Usual]);
        text.AppendLiteral(kind.Name);
        text.AppendLiteral(":{");
        text.AppendLiteral(tenantId);
        text.AppendLiteral(":");
        text.AppendFormatted(id, "n");
        text.AppendLiteral("}");
        return Of(ref text, kind, [part]);
    }

    /// <summary>The name of what belongs to no tenant; the kind says why not.</summary>
    /// <exception cref="ArgumentException">A part holds what stands between parts.</exception>
    public static StoreName OfInstallation(InstallationKind kind, params ReadOnlySpan<NamePart> parts)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (parts.IsEmpty && kind.Least == 0)
        {
            return new(kind.Name);
        }

        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[Usual]);
        text.AppendLiteral(kind.Name);
        return Of(ref text, kind, parts, kind.IsOpen);
    }

    /// <summary>
    /// The name of a topic's stream. A topic has the events of all tenants, each signed for its own; its name is the topic's, as every broker has it.
    /// </summary>
    /// <exception cref="ArgumentException">It has a character that no topic has.</exception>
    public static StoreName OfTopic(string topic) => topic.Length > 0 && !topic.AsSpan().ContainsAnyExcept(OfTopics)
        ? new(topic)
        : throw new ArgumentException("A topic has letters, digits, '.', '-' and '_' of ASCII.", nameof(topic));

    /// <summary>The name as stores have it.</summary>
    public override string ToString() => _text ?? "";

    /// <summary>Refuses what could be no tenant's id, so that it would be taken for something else in a name.</summary>
    internal static void CheckTenant(string tenantId)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenantId);
        if (tenantId.AsSpan().ContainsAnyExcept(OfTenants))
        {
            throw new ArgumentException("A tenant's id has lower-case letters, digits, '-' and '_' of ASCII.", nameof(tenantId));
        }
    }

    /// <summary>Refuses what would be taken for several parts.</summary>
    internal static void CheckPart(string part)
    {
        if (part.AsSpan().ContainsAny(BetweenParts))
        {
            throw new ArgumentException("No part of a name has a ':', a '{' or a '}'.", nameof(part));
        }
    }

    private static StoreName Of(ref DefaultInterpolatedStringHandler text, NameKind kind, ReadOnlySpan<NamePart> parts, bool isOpen = false)
    {
        if (parts.Length < kind.Least || parts.Length > kind.Most)
        {
            throw new ArgumentException($"A name of {kind.Name} has {kind.Least} to {kind.Most} parts.", nameof(parts));
        }

        foreach (ref readonly var part in parts)
        {
            if (!isOpen && part.Text is { } given)
            {
                CheckPart(given);
            }

            text.AppendLiteral(":");
            part.AppendTo(ref text);
        }

        return new(text.ToStringAndClear());
    }
}
