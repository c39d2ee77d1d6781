using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai.Images;

namespace Nanobot.Platform.Ai.Counting;

/// <summary>What a call of the model is estimated to be read at.</summary>
/// <param name="Words">Tokens of what is said to it, and of the names and descriptions of the tools on offer.</param>
/// <param name="Declarations">Tokens of the schemas of those tools: the house's own, whatever is said.</param>
public readonly record struct PromptEstimate(long Words, long Declarations)
{
    /// <summary>Counts what is about to be sent.</summary>
    public static PromptEstimate Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var words = TokenEstimate.Quarters(options?.Instructions);
        foreach (var message in messages)
        {
            words += Quarters(message.Contents);
        }

        long declarations = 0;
        foreach (var tool in options?.Tools ?? [])
        {
            words += TokenEstimate.Quarters(tool.Name) + TokenEstimate.Quarters(tool.Description);
            declarations += tool is AIFunctionDeclaration function ? function.JsonSchema.GetRawText().Length : 0;
        }

        return new(TokenEstimate.OfQuarters(words), TokenEstimate.OfQuarters(declarations));
    }

    /// <summary>Quarters of a token in what a message or a part of an answer holds.</summary>
    public static long Quarters(IList<AIContent> contents)
    {
        long quarters = 0;
        foreach (var content in contents)
        {
            quarters += content switch
            {
                TextContent text => TokenEstimate.Quarters(text.Text),
                TextReasoningContent thought => TokenEstimate.Quarters(thought.Text),
                FunctionCallContent call => TokenEstimate.Quarters(call.Name) + TokenEstimate.Quarters(JsonSerializer.Serialize(call.Arguments)),
                FunctionResultContent { Result: string text } => TokenEstimate.Quarters(text),
                FunctionResultContent result => TokenEstimate.Quarters(JsonSerializer.Serialize(result.Result)),
                DataContent image => TokenEstimate.CharactersPerToken * TokensOf(image),
                _ => 0,
            };
        }

        return quarters;
    }

    /// <summary>Tokens that an image is estimated to be read at; of other data, as if its octets were text.</summary>
    public static long TokensOf(DataContent image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return ImageHeader.Read(image.Data.Span)?.Tokens ?? TokenEstimate.OfLength(image.Data.Length);
    }
}
