namespace Nanobot.Platform.Core.Names;

/// <summary>What a name stands for: how it begins, and whether and how the tenant stands in it. All of them are <see cref="NameKinds"/>.</summary>
public abstract class NameKind
{
    private protected NameKind(string name, int least, int most) => (Name, Least, Most) = (name, least, most);

    /// <summary>How names of the kind begin.</summary>
    public string Name { get; }

    /// <summary>Fewest parts behind it. Together with <see cref="Most"/> it keeps apart kinds of which one begins as the other does.</summary>
    public int Least { get; }

    /// <summary>Most parts behind it.</summary>
    public int Most { get; }

    /// <summary>How its names begin.</summary>
    public override string ToString() => Name;
}

/// <summary>What each tenant has: <c>name:tenant:part</c>, or <c>name:{tenant}:part</c> where all of a tenant's lie in one slot, so that one step of Redis reaches them.</summary>
public sealed class TenantKind : NameKind
{
    internal TenantKind(string name, bool isInOneSlot, int least, int most)
        : base(name, least, most) => IsInOneSlot = isInOneSlot;

    /// <summary>Whether all of a tenant's lie in one slot.</summary>
    public bool IsInOneSlot { get; }
}

/// <summary>A thing that a tenant has many of, each with several names in one slot: <c>name:{tenant:id}:part</c>.</summary>
public sealed class ThingKind : NameKind
{
    internal ThingKind(string name)
        : base(name, 1, 1)
    {
    }
}

/// <summary>What belongs to no tenant: <c>name:part</c>.</summary>
public sealed class InstallationKind : NameKind
{
    internal InstallationKind(string name, string reason, int least = 0, int most = 0, bool isOpen = false)
        : base(name, least, most) => (Reason, IsOpen) = (reason, isOpen);

    /// <summary>Why it belongs to none.</summary>
    public string Reason { get; }

    /// <summary>Whether its one part is a name of somebody else's, which may hold anything: what stands alone at the end is read in one way only.</summary>
    internal bool IsOpen { get; }
}
