using Microsoft.Extensions.Options;
using Nanobot.Platform.Data;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>
/// As many runs a second as the settings let all processes together make, so that what runs ask of others stays below the limits of those: also of what was missed and comes
/// all at once. It is the generic cell rate algorithm with a second's worth of tolerance, in a row that a scan holds for as long as its batch takes. Without a rate nothing is asked or held.
/// </summary>
internal sealed class FiringPace(IOptions<SchedulerOptions> options, TimeProvider time)
{
    private const string Hold = "select greatest(paced_until, $1) from firing for update";

    private const string Take = "update firing set paced_until = greatest(paced_until, $1) + $2";

    /// <summary>How many jobs may be fired now, up to so many.</summary>
    public async Task<int> RoomAsync(PlatformTransaction transaction, int most, CancellationToken cancellationToken)
    {
        if (options.Value.RunsPerSecond is not { } rate)
        {
            return most;
        }

        var now = time.GetUtcNow();
        var free = new SqlRows<DateTimeOffset>(new Sql(Hold, Rested(now, rate)), static row => row.GetFieldValue<DateTimeOffset>(0));
        await transaction.BatchAsync([free], cancellationToken);
        return (int)Math.Clamp(Math.Floor((now - free.Rows.Single()).TotalSeconds * rate), 0, most);
    }

    /// <summary>Notes that runs were made in the same transaction.</summary>
    public async Task TakeAsync(PlatformTransaction transaction, int runs, CancellationToken cancellationToken)
    {
        if (options.Value.RunsPerSecond is { } rate && runs > 0)
        {
            await transaction.ExecuteAsync(cancellationToken, new Sql(Take, Rested(time.GetUtcNow(), rate), TimeSpan.FromSeconds(runs / rate)) { IsBookkeeping = true });
        }
    }

    // A second's worth, or one run.
    private static DateTimeOffset Rested(DateTimeOffset now, double rate) => now.AddSeconds(-Math.Max(1, 1 / rate));
}
