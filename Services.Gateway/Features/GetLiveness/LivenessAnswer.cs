namespace Nanobot.Services.Gateway.Features.GetLiveness;

/// <summary>Answer of <c>GET /alive</c>.</summary>
/// <param name="Status">Always healthy; no answer means the opposite.</param>
internal sealed record LivenessAnswer(string Status);
