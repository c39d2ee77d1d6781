using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Runs;

/// <summary>A run that belongs to this process for as long as it holds the lease.</summary>
/// <param name="Context">What it is made as: its user, in its tenant's state at the moment of the claim.</param>
/// <param name="RunId">The run, which is its turn's id too.</param>
/// <param name="SessionId">Its session.</param>
/// <param name="LeaseId">Proves the hold, on the run and on its session.</param>
/// <param name="LeaseBefore">The hold of whoever worked on it before and did not give it back.</param>
/// <param name="Claims">How often it was taken up by now.</param>
/// <param name="Attempts">How often of these it was not given back untouched.</param>
/// <param name="TraceParent">The trace that it was asked for in.</param>
/// <param name="JobId">The job that asked for it, and is told how it ended; null where none did.</param>
internal sealed record ClaimedRun(
    TenantContext Context, Guid RunId, Guid SessionId, Guid LeaseId, Guid? LeaseBefore, int Claims, int Attempts, string? TraceParent, Guid? JobId) : IClaimedWork
{
    public string TenantId => Context.RequiredTenantId;

    public string UserId => Context.RequiredUserId;

    Guid IClaimedWork.WorkId => RunId;
}
