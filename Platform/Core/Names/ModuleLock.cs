namespace Nanobot.Platform.Core.Names;

/// <summary>
/// A work that one process of a module does at a time, for all tenants: the lock that says so in the module's database. The numbers are those that are in use; none may change.
/// </summary>
public sealed class ModuleLock
{
    private ModuleLock(long number) => Number = number;

    /// <summary>Taking up the module's topics, whether they come by Redis Streams or in memory.</summary>
    public static ModuleLock Events { get; } = new(0x6e616e6f_636f6e73);

    /// <summary>Publishing the outbox.</summary>
    public static ModuleLock Outbox { get; } = new(0x6e616e6f_6f757462);

    /// <summary>Bringing the database up to a build.</summary>
    public static ModuleLock Migrations { get; } = new(0x6e616e6f_626f74);

    /// <summary>Arming jobs.</summary>
    public static ModuleLock Arming { get; } = new(0x4e42_4152_4d00_0001);

    /// <summary>By which number PostgreSQL locks it.</summary>
    public long Number { get; }
}
