using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai.Images;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Images;

/// <summary>
/// Images of the user's workspace that the model is shown with a message. The octets stay where they are: what the session keeps of them is a line of the message, by which one
/// can tell whether the file is still the one that was shown.
/// </summary>
internal sealed class WorkspaceImages(WorkspaceStore workspace)
{
    /// <summary>The images at <paramref name="paths"/>, the message with a line for each, and where they may have come from; or why one is not taken.</summary>
    public async Task<(string Message, IReadOnlyList<AIContent> Images, TextLabels Labels, Refusal? Refused)> ReadAsync(
        TenantContext context, string message, IReadOnlyList<string?> paths, CancellationToken cancellationToken)
    {
        var (text, images, labels) = (new StringBuilder(message), new List<AIContent>(), TextLabels.None);
        if (paths.Count > ImageLimits.Most)
        {
            return (message, [], labels, ImageRefusals.Count("images"));
        }

        foreach (var (index, path) in paths.Index())
        {
            if (path is null || !WorkspacePath.TryParse(path, out var name) || await workspace.FindAsync(context, name, cancellationToken) is not { } file)
            {
                return (message, [], labels, WorkspaceRefusals.NotFound);
            }

            var (image, refused) = ImageRules.Read(file.Content, $"images[{index}]");
            if (image is null)
            {
                return (message, [], labels, refused);
            }

            var kind = ImageHeader.Read(file.Content.Span)!.Value;
            text.Append(images.Count == 0 ? "\n\n" : "\n").Append(CultureInfo.InvariantCulture,
                $"[image {file.Path}: {kind.MediaType}, {kind.Width} x {kind.Height}, {file.Content.Length} bytes, sha256 {Convert.ToHexStringLower(SHA256.HashData(file.Content.Span))}]");
            images.Add(image);
            labels |= file.Labels | TextLabels.Workspace;
        }

        return (text.ToString(), images, labels, null);
    }
}
