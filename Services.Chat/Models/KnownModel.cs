namespace Nanobot.Services.Chat.Models;

/// <summary>A model that can be asked for.</summary>
/// <param name="Id">Its name, as its server knows it.</param>
/// <param name="Provider">Who runs it.</param>
internal sealed record KnownModel(string Id, string Provider);
