using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Clients;

/// <summary>The reports module's facade. Calls run in the current tenant scope, as its user.</summary>
public interface IReports
{
    /// <summary>
    /// Asks for a report; the same <paramref name="idempotencyKey"/> gives the same report. <paramref name="origin"/> says at
    /// which door the user asked, for example <c>chat</c>; no client of the gateway can say it.
    /// </summary>
    /// <exception cref="ModuleUnavailableException">The module does not answer.</exception>
    Task<ReportAccepted> RequestAsync(ReportRequest request, ReportOrigin origin, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>One report with its content, or null where the user has none with that id.</summary>
    Task<ReportResource?> FindAsync(Guid reportId, CancellationToken cancellationToken);

    /// <summary>The user's newest reports, without content; those that have <paramref name="search"/>, with where it stands in them, unless that is null.</summary>
    Task<Page<ReportResource>> ListAsync(int limit, SearchWords? search, CancellationToken cancellationToken);
}
