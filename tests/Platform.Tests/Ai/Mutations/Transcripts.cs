namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>Answers as servers of different makes write them, each in full.</summary>
internal static class Transcripts
{
    private const string Read = """workspace_read {"path":"notes/今天.md"}""", List = "workspace_list {}", Page = """report_list {"limit":5,"newest":true,"read":false,"before":null,"tags":["it's",{"at_least":-1.5e3}]}""", Write = """workspace_write {"path":"a.md","content":"Line \"one\"\nand 😀"}""";

    public static IReadOnlyList<Transcript> All { get; } =
    [
        Streamed("words of a hosted service", new("Good morning, 早上好 😀 — shall we?", [], 41, 12),
            """{"id":"chatcmpl-71","object":"chat.completion.chunk","created":1790000000,"model":"large-2","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}""",
            """{"id":"chatcmpl-71","object":"chat.completion.chunk","created":1790000000,"model":"large-2","choices":[{"index":0,"delta":{"content":"Good morning"},"logprobs":null,"finish_reason":null}],"usage":null}""",
            """{"id":"chatcmpl-71","object":"chat.completion.chunk","created":1790000000,"model":"large-2","choices":[{"index":0,"delta":{"content":", 早上好 😀"},"logprobs":null,"finish_reason":null}],"usage":null}""",
            """{"id":"chatcmpl-71","object":"chat.completion.chunk","created":1790000000,"model":"large-2","choices":[{"index":0,"delta":{"content":" — shall we?"},"logprobs":null,"finish_reason":null}],"usage":null}""",
            """{"id":"chatcmpl-71","object":"chat.completion.chunk","created":1790000000,"model":"large-2","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}""",
            """{"id":"chatcmpl-71","object":"chat.completion.chunk","created":1790000000,"model":"large-2","choices":[],"usage":{"prompt_tokens":41,"completion_tokens":12,"total_tokens":53,"prompt_tokens_details":{"cached_tokens":8}}}"""),
        Streamed("two tools at once of a hosted service", new("One moment.", [Read, List], 120, 31),
            """{"id":"chatcmpl-72","object":"chat.completion.chunk","created":1790000001,"model":"large-2","choices":[{"index":0,"delta":{"role":"assistant","content":"One moment."},"finish_reason":null}]}""",
            """{"id":"chatcmpl-72","object":"chat.completion.chunk","created":1790000001,"model":"large-2","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_r1","type":"function","function":{"name":"workspace_read","arguments":""}}]},"finish_reason":null}]}""",
            """{"id":"chatcmpl-72","object":"chat.completion.chunk","created":1790000001,"model":"large-2","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"path\":"}}]},"finish_reason":null}]}""",
            """{"id":"chatcmpl-72","object":"chat.completion.chunk","created":1790000001,"model":"large-2","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"notes/今天.md\"}"}}]},"finish_reason":null}]}""",
            """{"id":"chatcmpl-72","object":"chat.completion.chunk","created":1790000001,"model":"large-2","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_l2","type":"function","function":{"name":"workspace_list","arguments":"{}"}}]},"finish_reason":null}]}""",
            """{"id":"chatcmpl-72","object":"chat.completion.chunk","created":1790000001,"model":"large-2","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""",
            """{"id":"chatcmpl-72","object":"chat.completion.chunk","created":1790000001,"model":"large-2","choices":[],"usage":{"prompt_tokens":120,"completion_tokens":31,"total_tokens":151}}"""),
        Streamed("thoughts apart, totals in each part, of a local server", new("Done: 3 files.", [], 64, 9),
            """{"id":"cmpl-a","object":"chat.completion.chunk","created":1790000002,"model":"local-8b","choices":[{"index":0,"delta":{"role":"assistant","reasoning_content":"Count them"},"finish_reason":null}],"usage":{"prompt_tokens":64,"completion_tokens":2,"total_tokens":66}}""",
            """{"id":"cmpl-a","object":"chat.completion.chunk","created":1790000002,"model":"local-8b","choices":[{"index":0,"delta":{"reasoning_content":": three."},"finish_reason":null}],"usage":{"prompt_tokens":64,"completion_tokens":4,"total_tokens":68}}""",
            """{"id":"cmpl-a","object":"chat.completion.chunk","created":1790000002,"model":"local-8b","choices":[{"index":0,"delta":{"content":"Done: "},"finish_reason":null}],"usage":{"prompt_tokens":64,"completion_tokens":6,"total_tokens":70}}""",
            """{"id":"cmpl-a","object":"chat.completion.chunk","created":1790000002,"model":"local-8b","choices":[{"index":0,"delta":{"content":"3 files."},"finish_reason":"stop","stop_reason":null}],"usage":{"prompt_tokens":64,"completion_tokens":9,"total_tokens":73}}"""),
        Streamed("a tool in one part of a local server that then says stop", new("", [Write], null, null),
            """{"id":"cmpl-b","object":"chat.completion.chunk","created":1790000003,"model":"local-8b","choices":[{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}]}""",
            """{"id":"cmpl-b","object":"chat.completion.chunk","created":1790000003,"model":"local-8b","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"tool-9f","type":"function","function":{"name":"workspace_write","arguments":"{\"path\":\"a.md\",\"content\":\"Line \\\"one\\\"\\nand 😀\"}"}}]},"finish_reason":null}]}""",
            """{"id":"cmpl-b","object":"chat.completion.chunk","created":1790000003,"model":"local-8b","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"""),
        Streamed("three tools of a converter, usage in the choice", new("Let me look.", [Write, Read, Read.Replace("今天", "昨天", StringComparison.Ordinal)], 300, 77),
            """{"id":"msg_4","object":"chat.completion.chunk","created":1790000004,"model":"converted","choices":[{"index":0,"delta":{"role":"assistant","content":"Let me "},"finish_reason":null}]}""",
            """{"id":"msg_4","object":"chat.completion.chunk","created":1790000004,"model":"converted","choices":[{"index":0,"delta":{"content":"look."},"finish_reason":null}]}""",
            """{"id":"msg_4","object":"chat.completion.chunk","created":1790000004,"model":"converted","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"toolu_1","type":"function","function":{"name":"workspace_write","arguments":"{\"path\":\"a.md\",\"con"}}]},"finish_reason":null}]}""",
            """{"id":"msg_4","object":"chat.completion.chunk","created":1790000004,"model":"converted","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"tent\":\"Line \\\"one\\\"\\nand 😀\"}"}}]},"finish_reason":null}]}""",
            """{"id":"msg_4","object":"chat.completion.chunk","created":1790000004,"model":"converted","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"toolu_2","type":"function","function":{"name":"workspace_read","arguments":"{\"path\":\"notes/今天.md\"}"}}]},"finish_reason":null}]}""",
            """{"id":"msg_4","object":"chat.completion.chunk","created":1790000004,"model":"converted","choices":[{"index":0,"delta":{"tool_calls":[{"index":2,"id":"toolu_3","type":"function","function":{"name":"workspace_read","arguments":"{\"path\":\"notes/昨天.md\"}"}}]},"finish_reason":null}]}""",
            """{"id":"msg_4","object":"chat.completion.chunk","created":1790000004,"model":"converted","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls","usage":{"prompt_tokens":300,"completion_tokens":77,"total_tokens":377}}]}"""),
        Streamed("numbers, truths and nothings of a local server", new("", [Page, List], 210, 44),
            """{"id":"cmpl-d","object":"chat.completion.chunk","created":1790000009,"model":"local-8b","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}""",
            """{"id":"cmpl-d","object":"chat.completion.chunk","created":1790000009,"model":"local-8b","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"tool-a1","type":"function","function":{"name":"report_list","arguments":"{\"limit\":5,\"newest\":true,\"read\":false,\"before\":null,\"tags\":[\"it's\",{\"at_least\":-1.5e3}]}"}}]},"finish_reason":null}]}""",
            """{"id":"cmpl-d","object":"chat.completion.chunk","created":1790000009,"model":"local-8b","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"tool-a2","type":"function","function":{"name":"workspace_list","arguments":"{}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":210,"completion_tokens":44,"total_tokens":254}}"""),
        Streamed("an error in the midst", new("I will", [], null, null, IsFault: true),
            """{"id":"gen-5","object":"chat.completion.chunk","created":1790000005,"model":"routed","choices":[{"index":0,"delta":{"role":"assistant","content":"I will"},"finish_reason":null}]}""",
            """{"id":"gen-5","object":"chat.completion.chunk","created":1790000005,"model":"routed","error":{"code":502,"message":"upstream went away"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}"""),
        Whole("words in one piece", new("It is 7 o'clock – 七点。👩‍👩‍👧", [], 18, 6),
            """{"id":"chatcmpl-81","object":"chat.completion","created":1790000006,"model":"large-2","choices":[{"index":0,"message":{"role":"assistant","content":"It is 7 o'clock – 七点。👩‍👩‍👧","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":18,"completion_tokens":6,"total_tokens":24},"service_tier":"default"}"""),
        Whole("two tools in one piece", new("", [Read, Write], 95, 40),
            """{"id":"chatcmpl-82","object":"chat.completion","created":1790000007,"model":"large-2","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_a","type":"function","function":{"name":"workspace_read","arguments":"{\"path\":\"notes/今天.md\"}"}},{"id":"call_b","type":"function","function":{"name":"workspace_write","arguments":"{\"path\":\"a.md\",\"content\":\"Line \\\"one\\\"\\nand 😀\"}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":95,"completion_tokens":40,"total_tokens":135}}"""),
        Whole("thoughts and a tool in one piece", new("Looking.", [List], null, null),
            """{"id":"cmpl-c","object":"chat.completion","created":1790000008,"model":"local-8b","choices":[{"index":0,"message":{"role":"assistant","content":"Looking.","reasoning":"They want a list.","tool_calls":[{"id":"tool-1","type":"function","function":{"name":"workspace_list","arguments":"{}"}}]},"finish_reason":"stop","stop_reason":null}]}"""),
        Whole("an error with the status of an answer", new("", [], null, null, IsFault: true),
            """{"error":{"message":"upstream overloaded","type":"server_error","code":503}}"""),
    ];

    private static Transcript Streamed(string name, Meaning meaning, params string[] events) => new(name, events, false, meaning);

    private static Transcript Whole(string name, Meaning meaning, string json) => new(name, [json], true, meaning);
}
