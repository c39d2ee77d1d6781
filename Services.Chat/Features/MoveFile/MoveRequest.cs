using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Chat.Features.MoveFile;

/// <summary>Body of <c>POST /workspace/move</c>.</summary>
/// <param name="From">Where the file is.</param>
/// <param name="To">Where it is to be.</param>
/// <param name="Overwrite">Whether a file that is there already is replaced.</param>
internal sealed record MoveRequest([property: Required] string? From = null, [property: Required] string? To = null, bool Overwrite = false);
