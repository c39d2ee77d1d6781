using System.Net;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Workspaces;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Clients.Http;

/// <summary>Asks the module over HTTP.</summary>
/// <param name="http">Client of the module <c>chat</c>.</param>
internal sealed class WorkspacesClient(HttpClient http) : IWorkspaces
{
    private const string Module = Operations.Chat.Module;

    private static readonly Uri Path = new(Operations.Chat.GetWorkspaceNotes.Path[1..], UriKind.Relative);

    public async Task<IReadOnlyList<WorkspaceNote>> NotesAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(Path, cancellationToken);
        // The previous version answers nothing: then nobody has any.
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }

        return await ModuleResponse.ReadAsync<WorkspaceNotes>(Module, response, cancellationToken) is { Notes: { } notes } answer
            && TenantScope.Current is { } context && answer.TenantId == context.TenantId && answer.UserId == context.UserId
                ? notes
                : throw new ModuleUnavailableException(Module, new InvalidDataException("it answered a question for notes with something else"));
    }
}
