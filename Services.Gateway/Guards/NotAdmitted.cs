using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>Why a caller does not come in.</summary>
/// <param name="Refusal">What it is told.</param>
/// <param name="IsOfTenant">Whether it is for how its tenant stands, and not for its credential.</param>
/// <param name="Challenge">What <c>WWW-Authenticate</c> says; null for nothing.</param>
internal sealed record NotAdmitted(Refusal Refusal, bool IsOfTenant, string? Challenge = null);
