namespace Nanobot.Platform.Core.Names;

/// <summary>
/// The name of a lock that a transaction holds to its end, in the database of a module: what PostgreSQL locks by is a hash of it. It is made of a kind (<see cref="LockKinds"/>), of the tenant whose
/// work takes turns, and of what is locked of it.
/// </summary>
public readonly record struct LockName
{
    private readonly string? _text;

    private LockName(string text, long seed) => (_text, Seed) = (text, seed);

    /// <summary>What is hashed.</summary>
    public string Text => _text ?? throw new InvalidOperationException("A name is made of a kind.");

    /// <summary>What it is hashed with.</summary>
    public long Seed { get; }

    /// <summary>The lock of what a tenant has.</summary>
    /// <exception cref="ArgumentException">The tenant's id is none, or a part but the last holds what stands between parts.</exception>
    public static LockName OfTenant(TenantLockKind kind, string tenantId, params ReadOnlySpan<string> parts)
    {
        ArgumentNullException.ThrowIfNull(kind);
        StoreName.CheckTenant(tenantId);
        if (parts.Length != kind.Parts)
        {
            throw new ArgumentException($"What is locked here has {kind.Parts} parts.", nameof(parts));
        }

        foreach (var part in parts[..Math.Max(0, parts.Length - 1)])
        {
            if (part.Contains(kind.Between, StringComparison.Ordinal))
            {
                throw new ArgumentException("A part holds what stands between parts.", nameof(parts));
            }
        }

        return new(parts.IsEmpty ? $"{kind.Before}{tenantId}{kind.Behind}" : $"{kind.Before}{tenantId}{kind.Between}{string.Join(kind.Between, parts)}{kind.Behind}", kind.Seed);
    }

    /// <summary>The lock of what belongs to no tenant; the kind says why not.</summary>
    public static LockName OfInstallation(InstallationLockKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return new(kind.Name, 0);
    }

    /// <summary>What is hashed.</summary>
    public override string ToString() => _text ?? "";
}
