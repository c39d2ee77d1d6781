using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Data;

/// <summary>Locks of the module's database, held by a session of the platform's login.</summary>
internal sealed class DatabaseLock(PlatformDb db, TimeProvider time, ILogger<SessionHold> logger) : IExclusiveLock
{
    public async Task<IExclusiveHold?> TryTakeAsync(ModuleLock of, CancellationToken cancellationToken) =>
        await SessionHold.TryTakeAsync(db, of.Number, SessionHold.Silence, time, logger, cancellationToken);
}
