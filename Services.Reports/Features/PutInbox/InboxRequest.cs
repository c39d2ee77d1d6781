using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Features.PutInbox;

/// <summary>Body of <c>PUT /evidence/inboxes/{name}</c>.</summary>
/// <param name="Signed">Whether posts have to be signed, as Standard Webhooks has it. Absent: not.</param>
/// <param name="Influencer">For whom of the people that users follow it stands, by the name that they follow. Absent: nobody.</param>
internal sealed record InboxRequest(bool? Signed = null, [property: StringLength(InfluencerName.MaximumLength, MinimumLength = 1)] string? Influencer = null);
