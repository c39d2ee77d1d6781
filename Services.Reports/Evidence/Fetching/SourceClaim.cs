namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>What the processes know of a source together.</summary>
/// <param name="Kept">What is kept, or null.</param>
/// <param name="IsMine">Whether it is for whoever asked to fetch it now.</param>
internal sealed record SourceClaim(KeptSource? Kept, bool IsMine);
