using Microsoft.OpenApi;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http.Negotiation;
using Nanobot.ServiceDefaults.Http.Preconditions;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>A file as the content of an answer, and how documents tell of one in a request.</summary>
internal static class FileAnswer
{
    private const string Utf8 = "; charset=utf-8";
    private static readonly string[] AsText = [MediaTypes.Text];
    private static readonly string[] AsBinary = [MediaTypes.Binary];

    /// <summary>The file, as text where it is; or why the request takes none of it.</summary>
    public static (ConditionalContent? Content, Refusal? Refusal) Of(WorkspaceFile file, RequestPreconditions preconditions, HttpRequest request)
    {
        var forms = file.Text is null ? AsBinary : AsText;
        if (AcceptedForm.Choose(request, forms) is null)
        {
            return (null, Refusals.NotAcceptable(forms));
        }

        // Whatever the file holds, no browser is to run it.
        return (new ConditionalContent(
            file.Text is null ? MediaTypes.Binary : MediaTypes.Text + Utf8, file.Content, RevisionTag.Of(file.Revision, file.UpdatedAt), preconditions)
        {
            ContentSecurityPolicy = "sandbox",
            Changed = WorkspaceRefusals.Changed,
        }, null);
    }

    /// <summary>Where a file stands below a path, escaped.</summary>
    public static string Location(string root, string path) => $"{root}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>A body that is read by hand, so that the document cannot know of it by itself.</summary>
    public static OpenApiRequestBody Body() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType> { [MediaTypes.Text] = new(), [MediaTypes.Binary] = new() },
    };
}
