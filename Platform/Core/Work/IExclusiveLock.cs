using Nanobot.Platform.Core.Names;

namespace Nanobot.Platform.Core.Work;

/// <summary>Lets one process of a module do a work at a time: the others stand by and take over the moment it is gone.</summary>
public interface IExclusiveLock
{
    /// <summary>Takes the lock of this work, or returns null where another process has it.</summary>
    Task<IExclusiveHold?> TryTakeAsync(ModuleLock of, CancellationToken cancellationToken);
}
