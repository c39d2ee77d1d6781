using Nanobot.Platform.Ai;

namespace Nanobot.Services.Chat.Models;

/// <summary>A model in OpenAI's shape.</summary>
/// <param name="Id">Its name, to ask for it by.</param>
/// <param name="Object">Always <c>model</c>.</param>
/// <param name="Created">When it was made, in seconds; 0, as its server does not say.</param>
/// <param name="OwnedBy">Who runs it.</param>
internal sealed record ShownModel(string Id, string Object, long Created, string OwnedBy)
{
    public static ShownModel Of(KnownModel model) => new(model.Id, "model", 0, model.Provider);
}
