using Nanobot.Contracts.Changes;
using Nanobot.Platform.Bus.Changes;

namespace Nanobot.Services.Tenants.Changes;

/// <summary>Compares the board with the database, puts on it what is missing, and vouches for it.</summary>
internal sealed class BoardKeeper(ChangeBoard board, ChangeHistory history)
{
    /// <summary>Brings the board up to what is committed by now.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken) => await KeepAsync(await board.StandAsync(), cancellationToken);

    /// <summary>The same, of a board that stood like this. Only what was looked at before the database counts: it is vouched for from then on.</summary>
    public async Task KeepAsync(BoardStand stand, CancellationToken cancellationToken)
    {
        var since = stand.Last ?? long.MaxValue;
        var (version, missing) = await history.ReadAsync(since, cancellationToken);
        // A board that lost everything, or has numbers that were never given, of a database that has been restored since. It begins with
        // what holds for whoever knows less: everybody may have changed.
        var isAnew = !(stand.Last <= version);
        await board.KeepAsync(stand, isAnew ? [new NumberedChange(version, ChangesSince.Everybody)] : missing, isAnew);
    }
}
