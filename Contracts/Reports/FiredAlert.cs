namespace Nanobot.Contracts.Reports;

/// <summary>An alert that has fired.</summary>
/// <param name="AlertId">Its id; of a rule that asks for a report, the report's.</param>
/// <param name="RuleId">The rule, which may be gone by now.</param>
/// <param name="Title">What has happened, in one line.</param>
/// <param name="Content">The same with its figures or headlines, as Markdown.</param>
/// <param name="FiredAt">When.</param>
/// <param name="Deliveries">How the telling of it stands; of a report, its deliveries say that.</param>
public sealed record FiredAlert(Guid AlertId, Guid RuleId, string Title, string Content, DateTimeOffset FiredAt, IReadOnlyList<DeliveryResource> Deliveries);
