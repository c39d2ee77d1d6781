using Nanobot.Platform.Core.Names;

namespace Nanobot.Platform.Data;

/// <summary>Locks that a transaction holds to its end.</summary>
public static class Locks
{
    [MakesStoreNames("The one statement that takes a lock by its name.")]
    private const string Take = "select pg_advisory_xact_lock(hashtextextended($1, $2))";

    /// <summary>Takes the lock, or waits for whoever has it.</summary>
    public static Sql Of(LockName name) => new(Take, name.Text, name.Seed);
}
