using System.Net;
using Nanobot.Platform.Policies.Conditions;

namespace Nanobot.Platform.Policies;

/// <summary>What is asked of a set of policies: who wants to do what, and the circumstances. Ids are bare: <c>acme</c>, not <c>tenant:acme</c>.</summary>
/// <param name="Role">The caller's role.</param>
/// <param name="Resource">What it is done to, whole: <c>method:chat.send</c>.</param>
/// <param name="Action">What is done: <c>execute</c>.</param>
/// <param name="At">The moment.</param>
public readonly record struct PolicyRequest(string? Role, string Resource, string Action, DateTimeOffset At)
{
    /// <summary>The action of whoever has something done: calls an operation, a tool, a model, has a report made.</summary>
    public const string Execute = "execute";

    /// <summary>The caller's tenant, or null for operators.</summary>
    public string? TenantId { get; init; }

    /// <summary>The caller's user, or null where no single one acts.</summary>
    public string? UserId { get; init; }

    /// <summary>Public id of the key that the caller came with, or that its token came from; null where there is none.</summary>
    public string? KeyId { get; init; }

    /// <summary>Where the request comes from, behind trusted proxies; null where that is not known.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The tenant's zone, in which windows without one are meant; null: UTC.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>What the request says of itself.</summary>
    public RequestFacts Told { get; init; }

    /// <summary>What else is known of it, of its tenant, its user and its key; counts before what it says of itself.</summary>
    public IAttributes? Attributes { get; init; }

    internal Facts Facts => new(At, Zone ?? TimeZoneInfo.Utc, Address is null ? null : NetworkAddress.Of(Address), Attributes, Resource, Told);
}
