using Nanobot.Services.Gateway.Credentials;

namespace Nanobot.Services.Gateway.Audit;

/// <summary>Takes what the gateway refuses, and what it has to have told before it answers. Takes no time: entries are sent behind it.</summary>
internal interface IAuditSink
{
    /// <summary>A request of somebody known was refused, here or by a module. Equal ones within a second are one entry with their number.</summary>
    /// <param name="http">The request, routed.</param>
    /// <param name="principal">Whose credential it has.</param>
    /// <param name="code">The refusal's code.</param>
    void Refused(HttpContext http, Principal principal, string code);

    /// <summary>Has an entry of its own told; false where there is no room for it, and what it tells of must not happen.</summary>
    /// <param name="http">The request, routed.</param>
    /// <param name="principal">Whose credential it has.</param>
    /// <param name="tenantId">The tenant that it concerns.</param>
    /// <param name="outcome">One of <see cref="Contracts.Audit.AuditOutcome"/>.</param>
    bool TryRecord(HttpContext http, Principal principal, string tenantId, string outcome);
}
