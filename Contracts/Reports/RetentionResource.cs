namespace Nanobot.Contracts.Reports;

/// <summary>How long a tenant's reports are kept: answer of <c>GET</c> and <c>PUT /reports/retention</c>.</summary>
/// <param name="Days">Days from when a report was asked for; after that it is removed, with its evidence, its links and what was told of it.</param>
/// <param name="IsDefault">Whether that is the installation's, as the tenant has not chosen.</param>
public sealed record RetentionResource(int Days, bool IsDefault);
