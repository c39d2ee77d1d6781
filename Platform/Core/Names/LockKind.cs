namespace Nanobot.Platform.Core.Names;

/// <summary>Something of each tenant of which one transaction works at a time. All of them are <see cref="LockKinds"/>.</summary>
public sealed class TenantLockKind
{
    internal TenantLockKind(string between, int parts, long seed = 0, string before = "", string behind = "") =>
        (Between, Parts, Seed, Before, Behind) = (between, parts, seed, before, behind);

    /// <summary>What stands in front of the tenant.</summary>
    internal string Before { get; }

    /// <summary>What stands between tenant and parts; no tenant's id has it.</summary>
    internal string Between { get; }

    /// <summary>How many parts there are.</summary>
    internal int Parts { get; }

    /// <summary>What stands at the end.</summary>
    internal string Behind { get; }

    /// <summary>What it is hashed with.</summary>
    internal long Seed { get; }
}

/// <summary>Something of the installation of which one transaction works at a time.</summary>
public sealed class InstallationLockKind
{
    internal InstallationLockKind(string name, string reason) => (Name, Reason) = (name, reason);

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Why it belongs to no tenant.</summary>
    public string Reason { get; }
}
