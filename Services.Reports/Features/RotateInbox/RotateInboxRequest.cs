using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Reports.Features.RotateInbox;

/// <summary>Body of <c>POST /evidence/inboxes/{name}/rotate</c>.</summary>
/// <param name="OverlapSeconds">For how long the former address is good beside the new one: 0 to 604,800 seconds. Absent: a day.</param>
internal sealed record RotateInboxRequest([property: Range(0, RotateInboxRequest.Longest)] int? OverlapSeconds = null)
{
    /// <summary>A week.</summary>
    public const int Longest = 7 * 24 * 3600;

    /// <summary>A day.</summary>
    public const int Usual = 24 * 3600;
}
