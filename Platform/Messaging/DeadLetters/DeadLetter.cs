using System.Text.Json.Nodes;

namespace Nanobot.Platform.Messaging.DeadLetters;

/// <summary>
/// An event that was put aside. Its signed context is not among what is shown, and of what it says only ids, codes, numbers and times that its type is known to have.
/// </summary>
/// <param name="Topic">The topic that it came by.</param>
/// <param name="EntryId">Under which it is kept.</param>
/// <param name="Reason">Why: malformed, context_invalid, context_mismatch, data_invalid, handler_failed or never_finished; null where nobody says.</param>
/// <param name="Module">The module that put it aside.</param>
/// <param name="Attempts">How often that one had tried.</param>
/// <param name="Error">The type of the last exception, where there was one.</param>
/// <param name="PutAsideAt">When.</param>
/// <param name="Size">How many octets it has.</param>
/// <param name="EventId">The event's id, where what is kept is an event; so with what follows.</param>
/// <param name="Source">The module that it came from, as it says.</param>
/// <param name="TenantId">Its tenant, as it says.</param>
/// <param name="UserId">Its user, as it says.</param>
/// <param name="Time">When it was told, as it says.</param>
/// <param name="TraceParent">The trace in which it was told.</param>
/// <param name="Data">What it says, as far as that is shown.</param>
/// <param name="Withheld">What it says and is not shown.</param>
public sealed record DeadLetter(
    string Topic, string EntryId, string? Reason, string? Module, int? Attempts, string? Error, DateTimeOffset? PutAsideAt, int Size,
    string? EventId, string? Source, string? TenantId, string? UserId, DateTimeOffset? Time, string? TraceParent, JsonObject? Data, IReadOnlyList<WithheldMember> Withheld);
