using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Workspaces.OwnTemplates;

/// <summary>The refusals of templates.</summary>
internal static class TemplateRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("TEMPLATE_NOT_FOUND", "template");

    public static Refusal Full { get; } = Refusals.Conflict("TEMPLATES_FULL",
        $"A tenant has at most {TemplateLimits.Most} templates with {TemplateLimits.Bytes} bytes together: every new workspace begins with them. Delete some, or write less.");
}
