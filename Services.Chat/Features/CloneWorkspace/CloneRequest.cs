using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Chat.Features.CloneWorkspace;

/// <summary>Body of <c>POST /workspace/clone</c>.</summary>
/// <param name="From">The user whose files are copied.</param>
/// <param name="To">The user into whose workspace they are put.</param>
/// <param name="Existing">refuse (the default): where a file is there already with other content nothing is copied. keep: it stays, and the others are copied.</param>
internal sealed record CloneRequest(
    [property: Required] string? From = null, [property: Required] string? To = null, [property: AllowedValues(CloneRequest.Refuse, CloneRequest.Keep, null)] string? Existing = null)
{
    public const string Refuse = "refuse";
    public const string Keep = "keep";
}
