using Nanobot.Platform.Core.Names;

namespace Nanobot.Platform.Bus.Events;

/// <summary>
/// How far the broker is known to be: the epoch changes when the window is published anew, the sequence with each batch.
/// </summary>
internal sealed record OutboxMark(string Database, Guid Epoch, long Sequence)
{
    /// <summary>Where the broker keeps it.</summary>
    public StoreName Key => StoreName.OfInstallation(NameKinds.OutboxEpochs, Database);

    public string Value => $"{Epoch:N}:{Sequence}";

    /// <summary>
    /// Whether the broker, holding <paramref name="value"/>, has kept all that was published. Ahead of the database is fine:
    /// then a commit failed after sending, and its rows are sent again.
    /// </summary>
    public bool IsKeptBy(string? value) =>
        value?.Split(':') is [var epoch, var sequence]
        && Guid.TryParseExact(epoch, "N", out var kept) && kept == Epoch
        && long.TryParse(sequence, out var reached) && reached >= Sequence;
}
