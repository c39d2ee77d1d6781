namespace Nanobot.Services.Scheduler.Firing;

/// <summary>What a transaction holds of what is due.</summary>
/// <param name="Jobs">The jobs of tenants that work.</param>
/// <param name="IsFull">Whether as many were due as a batch has, those of tenants that do not work among them: more may be due.</param>
internal sealed record Claim(List<ClaimedJob> Jobs, bool IsFull = false)
{
    /// <summary>Nothing.</summary>
    public static readonly Claim None = new([]);
}
