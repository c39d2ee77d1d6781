using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Chat.Features.RestoreFile;

/// <summary>Body of <c>POST /workspace/restore</c>.</summary>
/// <param name="Path">The file; it may have been deleted.</param>
/// <param name="Revision">Which of its revisions, or null for what it was before it was written or deleted last.</param>
internal sealed record RestoreRequest([property: Required] string? Path = null, long? Revision = null);
