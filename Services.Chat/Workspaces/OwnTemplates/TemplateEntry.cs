namespace Nanobot.Services.Chat.Workspaces.OwnTemplates;

/// <summary>A template without its content.</summary>
/// <param name="Path">Where new workspaces have the file.</param>
/// <param name="Language">Of users with this language; null: of all.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Revision">Higher with each write of any template of the tenant's.</param>
/// <param name="UpdatedAt">When it was written.</param>
internal sealed record TemplateEntry(string Path, string? Language, int Bytes, long Revision, DateTimeOffset UpdatedAt);
