using Microsoft.AspNetCore.Http;
using Nanobot.ServiceDefaults.Http.Negotiation;

namespace Nanobot.ServiceDefaults.Tests.Http.Negotiation;

public sealed class AcceptedFormTests
{
    private static readonly string[] Chat = ["application/json", "text/event-stream"];
    private static readonly string[] Report = ["application/json", "text/markdown", "text/html"];

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/event-stream", "text/event-stream")]
    [InlineData("Text/Event-Stream", "text/event-stream")]
    [InlineData("text/event-stream;charset=utf-8", "text/event-stream")]
    [InlineData("application/json, text/event-stream;q=0", "application/json")]
    [InlineData("application/json, text/event-stream;q=0.5", "application/json")]
    [InlineData("application/json;q=0.5, text/event-stream", "text/event-stream")]
    [InlineData("text/event-stream, */*", "text/event-stream")]
    [InlineData("text/event-stream, application/json", "text/event-stream")]
    [InlineData("application/json, text/event-stream", "application/json")]
    [InlineData("application/json, text/plain, */*", "application/json")]
    [InlineData("text/*", "text/event-stream")]
    [InlineData("TEXT/*;Q=0.1, application/*;q=0.2", "application/json")]
    [InlineData("*/*, application/json;q=0", "text/event-stream")]
    [InlineData("*/*;q=0", null)]
    [InlineData("text/html", null)]
    [InlineData("application/json;q=0.000, text/event-stream;q=\"0\"", null)]
    [InlineData("application/json;q=0.0000", null)]
    [InlineData("not a media type", "application/json")]
    [InlineData("application/json;;q=0, text/event-stream", "text/event-stream")]
    [InlineData("application/json; ; q=0 ;, text/event-stream;", "text/event-stream")]
    [InlineData("application/json ;;, text/event-stream;a=\"b;;\\\";;,\";;q=0.9", "application/json")]
    [InlineData("*/*;\t;q=0", null)]
    [InlineData(";;,, text/event-stream", "text/event-stream")]
    public void An_answer_comes_whole_or_as_a_stream_as_the_header_weighs_it(string? accept, string? chosen) => Assert.Equal(chosen, Choose(Chat, accept));

    [Theory]
    [InlineData("text/*", "text/markdown")]
    [InlineData("text/html;q=0.5, text/markdown;q=0.9", "text/markdown")]
    [InlineData("text/*, text/markdown;q=0", "text/html")]
    [InlineData("application/pdf, text/html;q=0.1", "text/html")]
    [InlineData("TEXT/HTML", "text/html")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("text/html;level=1, text/markdown;q=0.9", "text/html")]
    [InlineData("text/html;level=1;q=0.3, text/html;q=0, */*;q=0.1", "application/json")]
    [InlineData("image/png", null)]
    public void A_report_comes_in_the_form_that_the_header_prefers(string accept, string? chosen) => Assert.Equal(chosen, Choose(Report, accept));

    [Fact]
    public void Lines_of_the_header_are_one_list() => Assert.Equal("text/html", Choose(Report, "application/json;q=0.2", "text/html"));

    private static string? Choose(string[] offered, params string?[] accept)
    {
        var http = new DefaultHttpContext();
        if (accept is not [null])
        {
            http.Request.Headers.Accept = accept;
        }

        return AcceptedForm.Choose(http.Request, offered);
    }
}
