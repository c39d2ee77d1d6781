namespace Nanobot.Contracts.Reports;

/// <summary>Those of a user and of its tenant, or for an administrator those of the tenant: <c>GET /evidence/inboxes</c>.</summary>
/// <param name="Inboxes">The inboxes, the caller's own first, by name.</param>
public sealed record InboxList(IReadOnlyList<InboxResource> Inboxes);
