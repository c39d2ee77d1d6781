using System.Text.Unicode;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http.Bodies;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>A file as the body of a request: text in UTF-8, or octets.</summary>
internal static class FileBody
{
    /// <summary>Reads it whole; or says why it is none.</summary>
    public static async Task<(byte[] Content, Refusal? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var type = BodyType.Of(request);
        if (type?.MediaType is not (MediaTypes.Text or MediaTypes.Binary))
        {
            return ([], Refusals.UnsupportedMediaType($"Send the file as {MediaTypes.Text} or {MediaTypes.Binary}."));
        }

        var isText = type.MediaType == MediaTypes.Text;
        if (isText && type.ForeignCharset is { } charset)
        {
            return ([], Refusals.UnsupportedMediaType($"The text is said to be in {charset}; send it in UTF-8, or as {MediaTypes.Binary}."));
        }

        if (await ReadAsync(request.Body, cancellationToken) is not { } content)
        {
            return ([], WorkspaceRefusals.TooLarge);
        }

        return isText && !Utf8.IsValid(content) ? ([], WorkspaceRefusals.NotText) : (content, null);
    }

    /// <summary>The body, or null when it is larger than a file may be.</summary>
    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (content.Length + read > WorkspaceLimits.FileBytes)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
