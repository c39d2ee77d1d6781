using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Tenants.Changes;

/// <summary>Vouches for the board while the module runs, and trims what the database keeps of changes.</summary>
internal sealed class BoardService(
    BoardKeeper keeper, ChangeBoard board, ChangeHistory history, Backoff backoff, TimeProvider time, ILogger<BoardService> logger) : BackgroundService
{
    // A failure leaves time for another try before the board is worth nothing.
    private static readonly TimeSpan Interval = ChangeBoard.KeptFor / 4;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TrimInterval = TimeSpan.FromMinutes(1);

    private readonly WorkerLoop _keeping = new("Keeping the board of changes", Interval, LongestPause, backoff, time, logger);
    private readonly WorkerLoop _trimming = new("Trimming the log of changes", TrimInterval, TrimInterval, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_keeping.RunAsync(KeepAsync, stoppingToken), _trimming.RunAsync(TrimAsync, stoppingToken, Next.After(TrimInterval)));

    private async Task<Next> KeepAsync(CancellationToken stoppingToken)
    {
        // Another replica may have done it this moment.
        if (await board.StandAsync() is var stand && (stand.Last is null || stand.KeptFor < ChangeBoard.KeptFor - Interval))
        {
            await keeper.KeepAsync(stand, stoppingToken);
        }

        return Next.After(Interval);
    }

    private async Task<Next> TrimAsync(CancellationToken stoppingToken) =>
        await history.TrimAsync(stoppingToken) == ChangeHistory.Most ? Next.AtOnce : Next.After(TrimInterval);
}
