import { configure } from "@testing-library/react";

// What a test waits for comes when it comes: a busy machine has made one second too short.
configure({ asyncUtilTimeout: 15_000 });
